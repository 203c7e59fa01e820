"""Responden's own forms: the day by which a survey is to be full, and the decision about marked rows."""
