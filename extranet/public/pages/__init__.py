"""Pages that the coordination writes in Wagtail: home with its menu, news, institutional pages."""
