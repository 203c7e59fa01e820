"""Smart City Tabalong: import, score, rank and explain the ministry's yearly Smart City evaluation."""
