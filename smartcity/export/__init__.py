"""Exhibits and findings as files that leave the room: rows, pictures, and the marked copy of an upload.

Takes an exhibit, or a workbook with its findings, and gives bytes. Must not ask the warehouse, compute a figure or
know a page: what a file says is what the exhibit says. A new format of downloads stands in `downloads.FORMATS`.
"""
