SELECT maker, stage, made_by FROM makers
