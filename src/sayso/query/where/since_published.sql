c.published >= :since
