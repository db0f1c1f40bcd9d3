"""Reports made in the background, known to every worker by a folder each: `.urban/reports/<id>/`.

The folder holds the state, the finished file and the mark of who cancelled it. Only the worker that
took a job writes its state; all may read it. An id is drawn, never counted; nothing that a browser
sends becomes a path.
"""

import json
import logging
import re
import secrets
import shutil
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock, Thread

from dashboard.reader import BoardReader
from dashboard.reporting import Cancelled, Composer, Made, Step, Wanted, Watch, composed, make
from etl.errors import UrbanError
from etl.project.folder import Folder
from etl.steps.files import replace_text, writing

_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_AT_ONCE, _MOST_UNFINISHED = 2, 20
_BEAT, _SILENCE, _KEPT = 5.0, 30.0, 24 * 3600.0
_STATE, _PULSE, _STOP, _FILE = "state.json", "pulse", "cancel", "report"
UNFINISHED = ("waiting", "running")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """How a job stands: waiting, running, done, failed, cancelled or lost (its worker died).

    `error` says why it failed, nothing where the fault is ours. `stopping` is true once somebody
    cancelled what still runs.
    """

    name: str
    kind: str
    step: Step | None = None
    made: Made | None = None
    error: str = ""
    stopping: bool = False

    def as_json(self) -> str:
        """Return the state as it is kept in its file."""
        return json.dumps(asdict(self), ensure_ascii=False)


def _read(text: str) -> State:
    """Return a state from its file."""
    kept = json.loads(text)
    step, made = kept.pop("step"), kept.pop("made")
    return State(**kept, step=Step(**step) if step else None, made=Made(**made) if made else None)


class Jobs:
    """The jobs of one project, as one worker process sees and takes them."""

    def __init__(
        self, folder: Folder, boards: BoardReader, today: Callable[[], str],
        composer: Composer = composed,
    ) -> None:  # fmt: skip
        self._home = folder.reports
        self._boards, self._today, self._composer = boards, today, composer
        self._lock, self._queue = Lock(), deque[tuple[str, Wanted]]()
        self._mine = set[str]()
        self._workers, self._beating = 0, False

    def start(self, wanted: Wanted) -> str:
        """Take a job and return its id. Raises NotWritable, and UrbanError where too many wait."""
        self._sweep()
        if len(self._mine) >= _MOST_UNFINISHED:
            raise UrbanError(f"已有{_MOST_UNFINISHED}份报告在排队；请等其中几份完成后再试。")
        job_id = secrets.token_hex(16)
        home = self._home / job_id
        with writing(self._home):
            home.mkdir(parents=True)
            (home / _PULSE).touch()
        self._tell(job_id, State("waiting", wanted.kind))
        with self._lock:
            self._mine.add(job_id)
            self._queue.append((job_id, wanted))
            if self._workers < _AT_ONCE:
                self._workers += 1
                Thread(target=self._work, daemon=True, name="report").start()
            if not self._beating:
                self._beating = True
                Thread(target=self._beat, daemon=True, name="report-pulse").start()
        return job_id

    def state(self, job_id: str) -> State | None:
        """Return how a job of any worker stands, None where there is none of this id."""
        home = self._folder(job_id)
        try:
            found = _read((home / _STATE).read_text(encoding="utf-8")) if home else None
            silent = time.time() - (home / _PULSE).stat().st_mtime if home else 0.0
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        if found is None or home is None or found.name not in UNFINISHED:
            return found
        if (home / _STOP).exists():
            return (
                replace(found, name="cancelled")
                if found.name == "waiting"
                else replace(found, stopping=True)
            )
        return replace(found, name="lost") if silent > _SILENCE else found

    def cancel(self, job_id: str) -> State | None:
        """Ask that a job be stopped; return how it stands, None where there is none of this id."""
        found, home = self.state(job_id), self._folder(job_id)
        if home is None or found is None or found.name not in UNFINISHED:
            return found
        with writing(home):
            (home / _STOP).touch()
        return self.state(job_id)

    def file(self, job_id: str) -> Path | None:
        """Return the finished file of a job, None where there is none."""
        found, home = self.state(job_id), self._folder(job_id)
        if home is None or found is None or found.made is None:
            return None
        path = home / (_FILE + Path(found.made.name).suffix)
        return path if path.is_file() else None

    def _folder(self, job_id: str) -> Path | None:
        """Return the folder of an id that has the shape of one."""
        return self._home / job_id if _ID.fullmatch(job_id) else None

    def _tell(self, job_id: str, state: State) -> None:
        replace_text(self._home / job_id / _STATE, state.as_json())

    def _sweep(self) -> None:
        """Remove what nobody has touched for a day; another worker may do so at the same time."""
        if not self._home.is_dir():
            return
        for home in self._home.iterdir():
            with suppress(OSError):
                last = max(path.stat().st_mtime for path in (home, *home.iterdir()))
                if _ID.fullmatch(home.name) and time.time() - last > _KEPT:
                    shutil.rmtree(home, ignore_errors=True)

    def _work(self) -> None:
        """Do one job after the other until none waits."""
        while True:
            with self._lock:
                if not self._queue:
                    self._workers -= 1
                    return
                job_id, wanted = self._queue.popleft()
            try:
                self._tell(job_id, self._finished(job_id, wanted))
            except UrbanError as error:
                # The state cannot be written; without its pulse the job counts as lost.
                _log.error("report %s: %s", job_id, error)
            finally:
                with self._lock:
                    self._mine.discard(job_id)

    def _finished(self, job_id: str, wanted: Wanted) -> State:
        """Make the report of a job and return how it ended."""
        home = self._home / job_id

        def told(step: Step) -> None:
            self._tell(job_id, State("running", wanted.kind, step))

        watch = Watch(told, (home / _STOP).exists)
        out = home / (_FILE + wanted.suffix)
        try:
            made = make(
                self._boards, wanted, out, self._today(), watch=watch, composer=self._composer
            )
        except Cancelled:
            return State("cancelled", wanted.kind)
        except UrbanError as error:
            return State("failed", wanted.kind, error=str(error))
        except Exception:  # noqa: BLE001 - the state says so instead; the log has the trace.
            _log.exception("report %s", job_id)
            return State("failed", wanted.kind)
        return State("done", wanted.kind, made=made)

    def _beat(self) -> None:
        """Show the other workers that the unfinished jobs of this one live."""
        while True:
            with self._lock:
                mine = tuple(self._mine)
                self._beating = bool(mine)
            if not mine:
                return
            for job_id in mine:
                with suppress(OSError):
                    (self._home / job_id / _PULSE).touch()
            time.sleep(_BEAT)
