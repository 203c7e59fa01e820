"""The way in by accounts: who comes in, who waits, what ends a sign-in, and what of it is in the audit."""

from dataclasses import replace
from threading import Thread

import pytest
from pyotp import TOTP

from smartcity.access import accounts, passwords
from smartcity.access.accounts import Accounts, AccountsDamaged, NoAccount
from smartcity.access.entrance import Entrance, NotLetIn
from smartcity.access.policy import ADMIN, ANALYST, NOBODY, OFFICE, READER
from smartcity.access.settings import settings_of
from smartcity.method.regions import load_site

SECRET = "q8Wn3kfPz0LxT7vBhR2mYcJ5sDgE9uAaKi4oN6"
PASSWORD, OTHER = "lembayung di atas sungai", "kabut pagi di pasar lama"
HERE, THERE = "10.0.0.1", "10.0.0.2"
SETTINGS = settings_of({"access": {"mode": "akun", "secret": SECRET}}, {}, load_site(), "secrets.toml")


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self):
        from time import time

        self.now = time()

    def __call__(self):
        return self.now


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Keep what argon2id costs out of tests of something else."""
    monkeypatch.setattr(
        passwords, "_hasher", lambda: passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture
def clock():
    """The clock of the way in."""
    return Clock()


@pytest.fixture
def way(tmp_path, clock):
    """A way in with an admin, an analyst and a reader."""
    made = Entrance(SETTINGS, tmp_path, clock)
    for name, role in (("kepala", ADMIN), ("rina", ANALYST), ("budi", READER)):
        made.accounts.add(name, role, PASSWORD, name.title())
    return made


def let_in(way, name="rina", password=PASSWORD, place=HERE, **others):
    """Sign in and return the token."""
    return way.sign_in(
        name, password, others.get("second", ""), place, others.get("known", ""), others.get("fresh", "")
    )


def refused(way, *given, **others):
    """Return why somebody does not come in, "" where they do."""
    try:
        let_in(way, *given, **others)
    except NotLetIn as problem:
        return problem.code
    return ""


def done(way):
    """Return what the audit says."""
    return [(entry.did, entry.who) for entry in way.audit.entries()]


def test_who_comes_in_is_who_the_account_says(way):
    """However the name is spelt; the audit says who came in, and who failed to without what they typed."""
    token = let_in(way, " RINA ")

    assert (way.who(token).role, way.asker(token).name, way.asker("x").role) == (ANALYST, "Rina", NOBODY)
    assert [refused(way, *given) for given in (("rina", "salah"), ("tidak ada", PASSWORD), ("rina", ""))] == [
        "wrong"
    ] * 3
    assert done(way) == [("signed_in", "rina"), ("failed", "rina"), ("failed", ""), ("failed", "rina")]
    assert token not in way.sessions.path.read_text()
    assert PASSWORD not in way.accounts.path.read_text()
    assert "argon2id" in way.accounts.path.read_text()


def test_a_sign_in_ends_by_itself(way, clock):
    """After idle time, after its longest time whatever is done, and under a clock that runs backwards."""
    idle, busy, back = let_in(way), let_in(way), let_in(way)
    clock.now += 30 * 60
    assert [way.who(token) is not None for token in (busy, back)] == [True, True]
    clock.now += 40 * 60
    assert [way.who(idle), way.who(busy) is not None] == [None, True]
    for _ in range(12):
        clock.now += 58 * 60
        way.who(busy)
    assert way.who(busy) is None

    again = let_in(way)
    clock.now -= 3600
    assert way.who(again) is None


ENDS = {
    "role": lambda accounts: accounts.give_role("rina", READER),
    "password": lambda accounts: accounts.set_password("rina", OTHER),
    "disabled": lambda accounts: accounts.disable("rina"),
    "reset": lambda accounts: accounts.reset("rina", OTHER),
    "second": lambda accounts: accounts.set_second("rina", passwords.fresh_second(), ()),
    "everywhere": lambda accounts: accounts.end_sign_ins("rina"),
}


@pytest.mark.parametrize("how", ENDS)
def test_what_another_process_does_to_an_account_ends_its_sign_ins(way, tmp_path, how):
    """At the next question, without a restart, and nobody else's."""
    token, other = let_in(way), let_in(way, "budi")
    ENDS[how](Accounts(way.accounts.folder))

    assert (way.who(token), way.who(other).code) == (None, "budi")


def test_signing_out_here_and_everywhere(way):
    """One sign-in, or all of this person; tokens that are over open nothing."""
    here, phone, other = let_in(way), let_in(way), let_in(way, "budi")
    way.sign_out(here)
    assert [way.who(one) is not None for one in (here, phone, other)] == [False, True, True]
    more = let_in(way)
    way.sign_out_everywhere(phone)

    assert [way.who(one) is not None for one in (phone, more, other)] == [False, False, True]
    assert done(way)[-1] == ("signed_out_all", "rina")


def test_sign_ins_outlive_a_restart_and_not_a_reset(way, tmp_path, clock):
    """They are kept by their hash; of a file that is none, everybody signs in anew."""
    token = let_in(way)
    assert Entrance(SETTINGS, tmp_path, clock).who(token).code == "rina"
    way.sessions.path.write_bytes(b"")

    assert Entrance(SETTINGS, tmp_path, clock).who(token) is None


def test_who_guesses_waits_longer_each_time_and_nobody_else_does(way, clock):
    """Neither the owner at a browser that is known, nor at another address; what is tried meanwhile counts nothing."""
    device = way.device_of("rina")
    waits = []
    for _ in range(16):
        refused(way, "rina", "salah", THERE)
        waits.append(way.waits.left("rina", THERE, clock(), is_known=False))
        for _ in range(5 if waits[-1] else 0):
            refused(way, "rina", "salah", THERE)
        clock.now += waits[-1]
    assert (waits[3], waits[4:8], max(waits)) == (0, [2, 4, 8, 16], 900)
    for _ in range(60):
        way.waits.failed("rina", "10.9.9.9", clock(), is_known=False)

    assert refused(way, place="10.9.9.9") == "wait"
    assert refused(way, place="10.9.9.9", known=device) == ""
    assert refused(way, "budi", place=HERE) == ""
    clock.now += 60
    assert refused(way, place=HERE) == ""
    assert way.waits.left("rina", HERE, clock() + 8 * 3600 + 1, is_known=False) == 0
    assert refused(way, known=way.device_of("budi"), place="10.9.9.9") == "wait"


def test_a_second_factor_is_asked_and_each_code_taken_once(way, clock):
    """A recovery code stands in for it once."""
    secret, codes = passwords.fresh_second(), passwords.fresh_codes()
    way.accounts.set_second("rina", secret, codes)
    code = TOTP(secret).now()

    assert refused(way) == "second_missing"
    assert refused(way, second="000000") == "second_wrong"
    assert refused(way, second=code) == ""
    assert refused(way, second=code) == "second_wrong"
    assert refused(way, second=codes[0].upper().replace("-", " ")) == ""
    assert refused(way, second=codes[0]) == "second_wrong"
    assert len(way.accounts.get("rina").codes) == passwords.RECOVERY_CODES - 1
    assert codes[1].replace("-", "") not in way.accounts.path.read_text()


def test_a_password_that_was_told_is_changed_at_once(way):
    """It lets nobody in by itself, and cannot be kept."""
    way.accounts.reset("rina", OTHER)

    assert refused(way, password=OTHER) == "change"
    assert refused(way, password=OTHER, fresh=OTHER) == "same"
    assert refused(way, password=OTHER, fresh="pendek") == "password_short"
    assert refused(way, password=OTHER, fresh=PASSWORD) == ""
    assert refused(way) == ""


def test_changing_ones_password_needs_the_old_one(way):
    """And ends all sign-ins."""
    token = let_in(way)
    with pytest.raises(NotLetIn, match="wrong"):
        way.change_password(token, OTHER, OTHER, HERE)
    way.change_password(token, PASSWORD, OTHER, HERE)

    assert (way.who(token), refused(way, password=OTHER)) == (None, "")


def test_a_sign_in_begins_and_ends_for_all_who_serve_the_folder(way, tmp_path, clock):
    """Whoever signs in at one replica is known to the other; whoever signs out there is nobody here, for good."""
    other = Entrance(SETTINGS, tmp_path, clock)
    here, there = let_in(way), let_in(other, "budi")
    assert [(one.who(here).code, one.who(there).code) for one in (way, other)] == [("rina", "budi")] * 2

    clock.now += 50 * 60
    assert other.who(there).code == "budi"
    clock.now += 50 * 60
    # Used at the other one alone, an hour has not passed; nobody used the first.
    assert [(one.who(here), one.who(there).code) for one in (way, other)] == [(None, "budi")] * 2
    way.sign_out(there)
    assert (other.who(there), Entrance(SETTINGS, tmp_path, clock).who(there)) == (None, None)


def test_a_clock_that_runs_backwards_lets_nobody_in(way, clock):
    """What is in the audit already happened later: a sign-in would not end in time."""
    let_in(way)
    clock.now -= 3600

    assert refused(way) == "clock"


def test_what_is_refused_is_in_the_audit_once_a_minute(way, clock):
    """Who asks again and again cannot fill the disk with it."""
    for _ in range(3):
        way.refused("upload", "", HERE)
    way.refused("upload", "", THERE)
    clock.now += 61
    way.refused("upload", let_in(way), HERE)

    assert [entry.address for entry in way.audit.entries() if entry.did == "refused"] == [HERE, THERE, HERE]
    assert [entry.who for entry in way.audit.entries() if entry.did == "refused"] == ["", "", "rina"]


WRONG = {
    "taken": lambda held: held.add("RINA", READER, PASSWORD),
    "no_name": lambda held: held.add("rina wulandari", READER, PASSWORD),
    "no_role": lambda held: held.add("sari", "analist", PASSWORD),
    "office_missing": lambda held: held.add("sari", OFFICE, PASSWORD),
    "office_unused": lambda held: held.give_role("rina", READER, "Bappeda"),
    "password_short": lambda held: held.add("sari", READER, "pendek"),
    "password_monotonous": lambda held: held.add("sari", READER, "aaaaaaaaaaaaaaaa"),
    "password_no_text": lambda held: held.add("sari", READER, "kabut di pasar \udcff lama"),
    "password_own_name": lambda held: held.set_password("budi", "budi yang panjang"),
    "unknown": lambda held: held.disable("sari"),
    "last_admin": lambda held: held.give_role("kepala", READER),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_cannot_be_done_to_an_account_changes_nothing(way, code):
    """And says why."""
    before = way.accounts.path.read_bytes()
    with pytest.raises(NoAccount, match=code):
        WRONG[code](way.accounts)

    assert way.accounts.path.read_bytes() == before


def test_two_admins_at_once_leave_one(way):
    """Each takes the other's role away: one of them does, and an admin remains."""
    way.accounts.add("wakil", ADMIN, PASSWORD)
    refused = []

    def strike(name):
        try:
            Accounts(way.accounts.folder).give_role(name, READER)
        except NoAccount as problem:
            refused.append(problem.code)

    both = [Thread(target=strike, args=(name,)) for name in ("kepala", "wakil")]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert refused == ["last_admin"]
    assert [one.role for one in way.accounts.all().values()].count(ADMIN) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[{}]", b'[{"name": "a", "role": "x"}]', b"[1]"])
def test_a_file_of_accounts_that_is_none_lets_nobody_in_and_is_not_replaced(way, content):
    """An empty file is damaged, not a dashboard without accounts."""
    token = let_in(way)
    way.accounts.path.write_bytes(content)
    for ask in (lambda: way.who(token), lambda: let_in(way), lambda: way.accounts.add("sari", ADMIN, PASSWORD)):
        with pytest.raises(AccountsDamaged):
            ask()

    assert way.accounts.path.read_bytes() == content


PROVIDED = {
    "mode": "oidc",
    "secret": SECRET,
    "oidc": dict.fromkeys(("client_id", "client_secret"), "x")
    | dict.fromkeys(("metadata", "address"), "https://x.example"),
    "roles": {"analis": ["Rina@tabalong.go.id", "smartcity-analis"], "pimpinan": ["rina@tabalong.go.id"]},
    "offices": {"Bappeda": ["sari@tabalong.go.id"]},
}
RINA = {"sub": "1", "email": "rina@tabalong.go.id", "name": "Rina"}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (RINA, (ANALYST, "")),
        (RINA | {"email": "budi@tabalong.go.id"}, None),
        (RINA | {"email": "budi@tabalong.go.id", "groups": ["smartcity-analis"]}, (ANALYST, "")),
        (RINA | {"email": "budi@tabalong.go.id", "groups": "SMARTCITY-ANALIS"}, (ANALYST, "")),
        (RINA | {"email_verified": False}, None),
        (RINA | {"email": "SARI@tabalong.go.id"}, (OFFICE, "Bappeda")),
        (RINA | {"name": "Rina \ud800"}, (ANALYST, "")),
        ({"email": ""}, None),
        ({}, None),
    ],
)
def test_whom_a_provider_knows_has_the_role_of_the_mapping(tmp_path, claims, expected):
    """The strongest that names them; who is named nowhere does not come in, unless others are given a role."""
    given = settings_of({"access": PROVIDED}, {}, load_site(), "secrets.toml")
    way, open_way = Entrance(given, tmp_path / "a"), Entrance(replace(given, others=READER), tmp_path / "b")
    try:
        guest = way.who(way.let_in(claims, HERE))
        assert (guest.role, guest.office) == expected
    except NotLetIn:
        assert expected is None
    if claims.get("sub"):
        assert open_way.who(open_way.let_in(claims, HERE)).role == (expected or (READER,))[0]


def test_an_account_is_spelled_as_it_is_kept():
    """Names to sign in with are small."""
    assert accounts.spelled(" Rina ") == "rina"
