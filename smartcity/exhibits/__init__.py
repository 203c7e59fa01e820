"""What a page shows: findings with figure, table, source and stamp, made from the warehouse and worded for a viewer."""
