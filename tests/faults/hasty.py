"""A pytest plugin for runs with a fault in them: the same examples in every run, and none is made smaller.

That a test fails is all that is asked of it; making the failing example small takes most of such a run.
"""

from hypothesis import Phase, settings

_PROFILE = "hasty"


def pytest_collection() -> None:
    """Take what the project's tests have set by now, but for these two."""
    settings.register_profile(
        _PROFILE, settings.default, phases=(Phase.explicit, Phase.generate), derandomize=True, database=None
    )
    settings.load_profile(_PROFILE)
