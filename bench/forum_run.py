"""Forums as they are after years: lists, a long topic, what is unread, digests of everybody."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.bench_figures import BenchFigure
from bench.scale_run import BARE, SHELL, WHOLE, Run, prepared_site, process_lines
from bench.server import UNIT_THREADS, running

POSTS = [*SHELL, "from bench.forum_counts import main; main()"]
DIGESTS = [*SHELL, "from bench.digests import main; main()"]
# Goal: everybody's digest has left before the first of them arrives at work, on a mail server that takes ten a second.
DIGESTS_GOAL_S = 180


@dataclass
class ForumRun(Run):
    """The forums of the demo at `scale`: at scale 10, 100,000 posts and 1,800 members."""

    def figures(self) -> Iterator[BenchFigure]:
        with prepared_site(self.scale) as env:
            totals, *pages = process_lines(POSTS, env)
            bare_env = {name: value for name, value in env.items() if name != "DJANGO_SETTINGS_MODULE"}
            with (
                running(BARE, bare_env, threads=UNIT_THREADS) as bare,
                running(WHOLE, env, threads=UNIT_THREADS) as whole,
            ):
                yield from self.measure(bare, whole, pages)
            digests = process_lines(DIGESTS, env)[0]
        yield self.figure("forums.posts", totals["posts"], "posts", totals["topics"])
        for cost in self.costs:
            yield from self.page_figures(cost)
        yield from self.digest_figures(digests, self.costs[-1].hellos[-1])

    def digest_figures(self, digests: dict, hello: float) -> Iterator[BenchFigure]:
        """Return what a digest costs beside a hello, and the seconds of all of them without the mail server."""
        rate = digests["sent"] / digests["sending"]
        yield self.figure("digests.members", digests["members"], "digests", digests["sent"])
        yield self.figure("digests.planning", digests["planning"], "s", DIGESTS_GOAL_S)
        yield self.figure("digests.sending", digests["sending"], "s", DIGESTS_GOAL_S)
        yield self.figure("digests.cost", rate, "mails/s", hello, ratio=hello / rate)
        yield self.figure("digests.size", digests["bytes"], "bytes", 30_000)
