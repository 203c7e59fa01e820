"""Bukti: its views, the table in which evidence is recorded, files handed in and out, reminders, the last hours.

Takes what was typed and handed in and gives it to intake in a person's name; where others changed the same meanwhile it
shows both and lets the person choose. Must not know what makes evidence good, nor where it is kept.
"""
