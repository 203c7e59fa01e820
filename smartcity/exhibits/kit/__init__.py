"""What every exhibit is made of: the exhibit itself, the viewer's selection, and what all pages need to say.

Takes an open warehouse and a selection, gives records that a page draws and a file holds. No page's exhibits import
another page's: what two of them share stands here. Must not know Streamlit or the address bar.
"""
