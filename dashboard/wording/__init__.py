"""Words of single pages, in Chinese and English by key; `dashboard.words` holds them all."""
