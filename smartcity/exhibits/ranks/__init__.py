"""Peringkat: who stands above us, by how much, why did the rank move, and how sure is it?"""
