"""``make test`` finds the files of the slow tests by the marks that they name."""

from __future__ import annotations

import pytest

from tests.conftest import pytest_collection_modifyitems


def test_a_mark_that_the_file_does_not_name_is_refused(request: pytest.FixtureRequest) -> None:
    item = request.node
    pytest_collection_modifyitems([item])
    item.add_marker("slow")
    with pytest.raises(pytest.UsageError, match="test_marked"):
        pytest_collection_modifyitems([item])
