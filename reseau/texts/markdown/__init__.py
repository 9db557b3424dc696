"""The few Markdown marks that people may type: bold, lists, links; on screen, on paper and in plain words."""
