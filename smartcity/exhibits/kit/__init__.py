"""What every exhibit is made of, and what the exhibits of several pages share.

Takes an open warehouse and a viewer's selection, gives records that a page draws and a file holds. A subject makes the
exhibit, so that source, stamp, bases and sample mark are never left to the single one. No page's exhibits import
another page's: what two of them need stands here. Must not know Streamlit or the address bar.
"""
