"""Forms of Wagtail's editor for a sheet, as its pages send them."""


def edit_url(page) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def editor_data(page, **changes) -> dict:
    """Return the data of the editor's form for `page`."""
    content = page.latest_content
    data = {
        "title": content.title,
        "slug": page.slug,
        "aim": content.aim,
        "introduction": content.introduction,
        "learners": content.learners,
        "level": content.level,
        "group_size": content.group_size,
        "equipment": content.equipment,
        "tips": content.tips,
        "takeaways": content.takeaways,
        "prerequisites": content.prerequisites,
        "audience": content.audience,
        "licence": content.licence,
        "epm": page.epm_id,
        "tags": "",
        "seo_title": "",
        "search_description": "",
        "steps-TOTAL_FORMS": len(content.steps),
        "steps-INITIAL_FORMS": 0,
        "steps-MIN_NUM_FORMS": 1,
        "steps-MAX_NUM_FORMS": 1000,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": 1000,
    }
    for rank, step in enumerate(content.steps):
        fields = {"title": step.title, "minutes": step.minutes, "animator": step.animator, "learners": step.learners}
        data |= {f"steps-{rank}-{name}": value for name, value in fields.items()}
        data |= {f"steps-{rank}-id": "", f"steps-{rank}-ORDER": rank + 1, f"steps-{rank}-DELETE": ""}
    return data | changes
