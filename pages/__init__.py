"""One file a page; importing one does nothing but define its `render`."""
