"""Names of people in a sentence that no name column knows: told by the address or the introduction before them.

A name alone has no shape. What can be told reliably is a capitalised name after a title ("Ibu Halimah", "H. Ahmad"),
or any name after "nama saya"; in a text of capitals alone, or of none, a title tells nothing, since "BU TOLONG" is a
request. Ordinary words, offices and what is named after a person ("RSUD H. Badaruddin") are no names of people.
"""

import re
from collections.abc import Iterator

from smartcity.method.layout import normalise

_TITLES = (
    "bapak", "ibu", "pak", "bu", "saudara", "saudari", "haji", "hajah", "hajjah", "kyai", "kiai", "habib", "gus",
    "guru", r"ust(?:ad[zh]?|az)(?:ah)?", "tuan", "nyonya", "mas", "mba", "mbak", "kak", "kakak", "bang", "abang",
    "dokter", "bidan", "perawat", "suster", "mantri", "amang", "acil", "julak", "abah",
)  # fmt: skip
"""Addresses of people, those of Banjar among them."""

_SHORT_TITLES = (r"sdri?\.?", r"hj?\.", r"kh\.?", r"k\.h\.", r"ust\.?", r"tn\.", r"ny\.", r"drg?\.")
"""Their abbreviations; without a point "dr" and "h" are other words."""

_SELF = r"(?:nama\s+(?:saya|ulun|aku)(?:\s+adalah)?|saya\s+bernama|(?:per)?kenalkan,?\s+saya)"

# After a whole word a point ends the sentence: "Terima kasih Pak. Semoga ..." names nobody.
_ANNOUNCED = re.compile(
    rf"\b(?:(?:{'|'.join((*_TITLES, *_SHORT_TITLES))})[ ]+|(?:{'|'.join(_SHORT_TITLES)})[ ]*"
    rf"|(?:{_SELF}|bernama|atas\s+nama|a\.?n\.)[ :]+|(?:hormat\s+saya|tertanda|ttd)[\s.,:]+)",
    re.IGNORECASE,
)
_SELF_SAID = re.compile(
    rf"\b{_SELF}[ :]+(?P<name>[^\W\d_][\w'’]*(?: [^\W\d_][\w'’]*){{0,2}}?)"
    r"(?=\s*(?:[,.;!?(\n]|$)|\s+(?:dari|warga|asal|umur|usia|alamat|tinggal|dan|mau|ingin|mohon)\b)",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_](?:\.|[\w'’]*)")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\.?\s++$")
_LONGEST_WORD = 40
_VERB = re.compile(r"(?:ter|di|ber|men|mem|meng)\w{4,}|\w+nya")
_MOST_WORDS = 4


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTRODUCERS = _words(
    "bapak ibu pak bu sdr sdri saudara saudari h hj haji hajah hajjah k kh kyai kiai habib gus guru ust ustad ustadz "
    "ustadh ustaz ustadah ustadzah ustadhah ustazah ustah tn tuan ny nyonya mas mba mbak kak kakak bang abang dr drg "
    "dokter bidan perawat suster mantri amang acil julak abah nama bernama atas a an kenalkan perkenalkan hormat "
    "tertanda ttd"
)
"""Words, normalised, of which each title and introduction above has one."""

_ORDINARY = _words(
    # Offices, trades and places of work.
    "bupati camat lurah kades kepala ketua kadis sekda sekcam sekdes wakil wali walikota gubernur menteri presiden "
    "pembakal guru bidan dokter perawat suster mantri apoteker petugas pegawai kader pejabat pimpinan direktur kabid "
    "kasi kasubag staf satpam sopir penjaga operator admin resepsionis kasir teller loket polisi babinsa "
    "bhabinkamtibmas polantas satpol dewan anggota kapolres kapolsek danramil dandim kadus kaling rt rw pj plt pkk "
    "pns asn pppk honorer honor penggerak besar agama ngaji bk paud tk sd smp sma smk mi mts ma tpa tpq pengawas "
    "pendamping penyuluh umum gigi anak spesialis kandungan hewan jaga praktik desa kota kecamatan kelurahan kabupaten "
    "provinsi puskesmas posyandu pustu rsud rs rumah sekolah dinas kantor badan bagian bidang seksi pemerintah pemda "
    "pemkab lembaga kelompok tim karang taruna organisasi pt cv ud bank koperasi perusahaan universitas masjid pasar "
    "disdukcapil dukcapil capil bpjs samsat polres polsek pln pdam kelas poli ruang negara nasional indonesia tabalong "
    # People without a name.
    "bapak ibu pak bu hamil menyusui nifas muda tua mertua kandung tangga pertiwi pemilik pemohon pasien warga "
    "masyarakat penduduk orang keluarga suami istri isteri saudara teman sendiri pribadi semua semuanya sekalian kami "
    "kita saya anda beliau mereka lansia balita pelanggan pengunjung nasabah responden sekitar setempat tersebut "
    # What follows an address or a word of the form without being a name.
    "ada adalah agar akan aku atau baik bagus bahwa banyak baru beda belum biar bila bilang bisa bukan buruk cepat "
    "coba cukup cuma dalam dan dapat dari datang dengan di dua ga gak hanya harap hari harus hilang ini itu jadi "
    "jangan jelas juga kalau kapan karena ke kecewa keliru kemarin kenapa kerap ketik ketika kok kurang lagi lalu lama "
    "lebih lengkap maaf mah makasih malah masih mau mohon muncul nggak oleh pada paling perlu pernah puas "
    "punya ramah rajin sabar salah sama sampai sangat saat sayang sekali selalu semoga sering serta sesuai setelah "
    "pelayanan pindah lambat siap silakan sudah supaya tadi tak tapi tdk telah tepat terima terimakasih tetap tidak "
    "tolong tiap tentang untuk yang ya yg blm sdh dgn utk jd dr kawin kasih haji umrah umroh mabrur kecil satu "
    "januari februari maret april mei juni juli agustus september oktober november desember senin selasa rabu kamis "
    "jumat sabtu minggu"
)
"""Words, normalised, that end a name or are none."""

_NAMED_AFTER = _words(
    "rsud rs rsia rsi sakit puskesmas klinik apotek apotik masjid mesjid musala mushola musholla langgar pondok ponpes "
    "pesantren majelis makam haul jalan jl jln gang gg gedung aula lapangan stadion gor taman bandara pasar jembatan "
    "sekolah sd sdn smp smpn sma sman smk smkn madrasah mi mts universitas kampus museum toko warung depot makan "
    "bengkel salon yayasan hotel terminal balai pendopo program aplikasi layanan inovasi komunitas grup akun situs "
    "website desa hari kartu buku poli kelas kesehatan forum persatuan ikatan bernama"
)
"""Words before a title that show it to belong to a place, a programme or a day."""


def introduced(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where names of people stand in *text* after a title or an introduction."""
    if any(map(str.islower, text)):
        for announced in _ANNOUNCED.finditer(text):
            end = _end_of_name(text, announced.end())
            if end > announced.end() and _before(text, announced.start()) not in _NAMED_AFTER:
                yield announced.end(), end
    for named in _SELF_SAID.finditer(text):
        words = normalise(named["name"]).split()
        if _ORDINARY.isdisjoint(words) and not any(map(_VERB.fullmatch, words)):
            yield named.span("name")


def _before(text: str, place: int) -> str:
    """Return the word before a place, normalised; none where a sentence or a part of one ends there."""
    word = _WORD_BEFORE.search(text[max(place - _LONGEST_WORD, 0) : place])
    return normalise(word[1]) if word else ""


def _end_of_name(text: str, start: int) -> int:
    """Say where the capitalised words from *start* on end, which are a name; there at once when the first is none."""
    end = place = start
    for _ in range(_MOST_WORDS):
        word = _NAME_WORD.match(text, place)
        if word is None or not word[0][0].isupper() or normalise(word[0]) in _ORDINARY:
            break
        end = word.end()
        if text[end : end + 1] != " ":
            break
        place = end + 1
    return end
