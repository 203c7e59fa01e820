"""Metode: where do the rules come from, and what is not known of them?"""
