from __future__ import annotations

import fuzz_readers


def test_spoilt_documents_neither_crash_nor_hang_nor_lose_projects() -> None:
    found = fuzz_readers.run(5, seed=3)
    assert found.failures == {}
    assert found.counts["read"] > found.counts["refused"] / 4 > 0
