"""One module per page: `layout()` returns it; a page neither computes nor knows another page."""
