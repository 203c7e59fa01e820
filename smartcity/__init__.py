"""Smart City Tabalong: what a regency needs to prepare for the ministry's yearly evaluation, and to understand it.

Takes the spreadsheets that an office has, keeps them as they came, and gives scores, ranks, plans and papers, each
figure with the cell it was read from. Each folder is one subject; `docs/arsitektur.md` says which may import which.
Nothing in here ever asks anything outside this machine.
"""
