"""What a page shows: findings with figure, table, source and stamp, made from the warehouse and worded for a viewer.

Takes an open warehouse, the viewer's selection and the wording, and gives exhibits: `kit` holds what all of them are
made of, then each page has a folder. Must not know Streamlit, the address bar or files, computes no score of its
own, and no page's folder imports another page's.
"""
