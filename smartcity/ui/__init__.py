"""The glue between exhibits and Streamlit: what stands on a page, what was chosen on it, and what a person enters.

Takes an open warehouse, exhibits and the wording; gives elements on the page, choices in the address and steps in the
journal. What all pages share stands directly here, `page` first; a page with forms of its own has a folder or a module
of its name. Must not compute, query or word anything: exhibits and the wording do.
"""
