"""Separate process: how many posts there are, then the counts of the pages of the forums, as JSON lines."""

import json

from bench.crowded_pages import forum_pages
from bench.page_counts import count
from forums.messages.posts.models import Post
from forums.threads.topics.models import Topic


def main() -> None:
    print(json.dumps({"posts": Post.objects.count(), "topics": Topic.objects.count()}))
    for page in forum_pages():
        print(json.dumps(count(page)))
