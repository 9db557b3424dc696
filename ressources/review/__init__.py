"""Review: the queue, who reviews a sheet, remarks and answers."""
