"""Simulasi: marks typed in a table with the live result beside it, the cheapest plan, scenarios side by side, tasks."""

from smartcity.ui.simulation.draw import draw_simulation

__all__ = ["draw_simulation"]
