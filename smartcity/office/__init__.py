"""The office's own work between two evaluations: evidence, innovations' reports, meetings, readiness, due dates.

Takes plain records of what people said and when, and gives what follows from them: what is complete, what is late, what
holds back. Pure, like scoring; what it gives are work measures of the office and never the ministry's figures. It must
not know where anything is stored, who may say it, or how it is drawn.
"""
