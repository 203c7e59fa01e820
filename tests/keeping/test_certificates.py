"""A certificate is looked at where somebody said it stands: that it ends soon, has ended, or is none is said."""

from datetime import UTC, datetime, timedelta

import folders
import pytest
from commands import answer_of, run
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import serve
from smartcity.intake.folder import VARIABLE as DATA
from smartcity.keeping import certificates, look_at
from smartcity.keeping.doctor import FAULT, FINE, NOTE
from smartcity.wording import LANGUAGES, Words

NOW = datetime(2026, 11, 29, tzinfo=UTC)


def chain(path, *days):
    """Write certificates of our own that end so many days from now, one after the other."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "dasbor.contoh")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(NOW - timedelta(400))
    signed = [made.not_valid_after(NOW + timedelta(ends)).sign(key, hashes.SHA256()) for ends in days]
    path.write_bytes(b"".join(one.public_bytes(serialization.Encoding.PEM) for one in signed))
    return path


@pytest.mark.parametrize(
    ("days", "level", "state"),
    [((90,), FINE, "fine"), ((90, 5), NOTE, "soon"), ((-1,), FAULT, "ended"), ((), FAULT, "unreadable")],
)
def test_the_first_that_ends_of_a_chain_counts(days, level, state, tmp_path):
    """In both languages it is said where it stands, and what to do unless all is well."""
    check = look_at(chain(tmp_path / "penuh.pem", *days), NOW)
    assert (check.level, check.state) == (level, state)
    for language in LANGUAGES:
        sentence, done = check.sentences
        assert str(tmp_path) in Words(language)(sentence, **check.values)
        assert Words(language).has(done) == (level != FINE)
    assert look_at(tmp_path / "tidak-ada.pem", NOW).state == "unreadable"


def test_doctor_looks_where_it_is_said_or_where_the_proxy_has_it(tmp_path, monkeypatch, capsys):
    """The environment comes before the proxy's configuration, and no server starts with one that has ended."""
    monkeypatch.setenv(DATA, str(folders.empty(tmp_path / "data").root))
    (tmp_path / "deploy").mkdir()
    proxy, own = chain(tmp_path / "proksi.pem", 90), chain(tmp_path / "sendiri.pem", -3)
    (tmp_path / "deploy" / "nginx.conf").write_text(f"server {{\n  ssl_certificate {proxy};\n}}\n", "utf-8")
    known = [certificates.proxy_certificate()]
    monkeypatch.setattr(certificates, "PROJECT", tmp_path)
    known.append(certificates.proxy_certificate())
    assert known == [None, proxy]
    looked = {one["check"]: one for one in answer_of("doctor")["checks"]}
    assert looked["certificate"]["path"] == str(proxy)
    monkeypatch.setenv(certificates.VARIABLE, str(own))
    with pytest.raises(SystemExit, match="2"):
        serve.require_certificate(Words("id"))
    assert f"Dasbor tidak dijalankan. Sertifikat {own} sudah berakhir" in capsys.readouterr().err
    told = run("doctor")
    assert (told.code, f"Sertifikat {own} sudah berakhir" in told.out) == (1, True)
