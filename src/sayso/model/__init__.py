"""The nouns of Sayso: text, time, codes and items. Nothing here reads anything."""
