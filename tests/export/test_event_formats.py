"""The formats of event data sets: read with pandas as their users do, against the published lists of columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from sayso.export import Voices, cameo_triples, gdelt, gdelt_mentions, phoenix, write
from tests.export.conftest import Export
from tests.export.made_up import Maker

POLECAT = """
Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor
COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name,
Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name
Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID,
Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, Story Locations,
Language, Version
"""

ICEWS = """
Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, Target
Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, Province, Country,
Latitude, Longitude
"""

GDELT = """
GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate, Actor1Code, Actor1Name, Actor1CountryCode,
Actor1KnownGroupCode, Actor1EthnicCode, Actor1Religion1Code, Actor1Religion2Code, Actor1Type1Code,
Actor1Type2Code, Actor1Type3Code, Actor2Code, Actor2Name, Actor2CountryCode, Actor2KnownGroupCode,
Actor2EthnicCode, Actor2Religion1Code, Actor2Religion2Code, Actor2Type1Code, Actor2Type2Code, Actor2Type3Code,
IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale, NumMentions, NumSources,
NumArticles, AvgTone, Actor1Geo_Type, Actor1Geo_FullName, Actor1Geo_CountryCode, Actor1Geo_ADM1Code,
Actor1Geo_ADM2Code, Actor1Geo_Lat, Actor1Geo_Long, Actor1Geo_FeatureID, Actor2Geo_Type, Actor2Geo_FullName,
Actor2Geo_CountryCode, Actor2Geo_ADM1Code, Actor2Geo_ADM2Code, Actor2Geo_Lat, Actor2Geo_Long,
Actor2Geo_FeatureID, ActionGeo_Type, ActionGeo_FullName, ActionGeo_CountryCode, ActionGeo_ADM1Code,
ActionGeo_ADM2Code, ActionGeo_Lat, ActionGeo_Long, ActionGeo_FeatureID, DATEADDED, SOURCEURL
"""

MENTIONS = """
GLOBALEVENTID, EventTimeDate, MentionTimeDate, MentionType, MentionSourceName, MentionIdentifier, SentenceID,
Actor1CharOffset, Actor2CharOffset, ActionCharOffset, InRawText, Confidence, MentionDocLen, MentionDocTone,
MentionDocTranslationInfo, Extras
"""

PHOENIX = """
EventID, Date, Year, Month, Day, SourceActorFull, SourceActorEntity, SourceActorRole, SourceActorAttribute,
TargetActorFull, TargetActorEntity, TargetActorRole, TargetActorAttribute, EventCode, EventRootCode,
PentaClass, GoldsteinScore, Issues, Lat, Lon, LocationName, StateName, CountryCode, SentenceID, URLs,
NewsSources
"""

CODES = {"CAMEO Code": str, "EventCode": str, "EventBaseCode": str, "EventRootCode": str, "code": str}
VOICELESS = ("polecat", "icews", "gdelt", "gdelt-mentions", "phoenix", "cameo")


def names(listed: str) -> list[str]:
    return [" ".join(name.split()) for name in listed.split(",")]


def table(path: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The file as its users load it: tabs, no quoting; with a heading, or with names given."""
    return pd.read_csv(
        path,
        sep="\t",
        header=0 if columns is None else None,
        names=columns,
        dtype=CODES,
        quoting=csv.QUOTE_NONE,
        keep_default_na=False,
        na_values=[""],
    )


@pytest.mark.parametrize("format", VOICELESS)
@pytest.mark.parametrize("voices", ["paper", "all"])
def test_every_line_has_all_cells_and_no_others(exported: Export, format: str, voices: Voices) -> None:
    columns = {"polecat": 40, "icews": 20, "gdelt": 61, "gdelt-mentions": 16, "phoenix": 26, "cameo": 6}[format]
    text = exported(format, voices).read_bytes().decode("utf-8")
    assert text.endswith("\n")
    lines = text.split("\n")[:-1]
    assert lines == text.splitlines(), "a reader that knows other line ends would see other lines"
    assert {line.count("\t") + 1 for line in lines} == {columns}
    assert len(lines) > 5


def test_polecat(exported: Export) -> None:
    path = exported("polecat", "all")
    found = table(path)
    assert list(found.columns) == names(POLECAT)
    assert len(found.columns) == 40
    by_id = found.set_index("Event ID")
    assert by_id.index.is_unique
    joint = by_id.loc["c01"]
    assert (joint["Event Type"], joint["Event Mode"], joint["Intensity"]) == ("ACCUSE", "allege", -3.5)
    assert joint["Quad Code"] == "VERBAL CONFLICT"
    # several actors are one event, cell by cell in the same order
    assert (joint["Actor Name"], joint["Actor Country"], joint["Actor COW"]) == (
        "Georgia; Armenia", "GEO; ARM", "372; 371",
    )  # fmt: skip
    placed = by_id.loc["c02"]
    assert (placed["City"], placed["Country"], placed["GeoNames ID"], placed["Feature Type"]) == (
        "Tbilisi", "GEO", 611717.0, "PPL",
    )  # fmt: skip
    assert (placed["Latitude"], placed["Longitude"]) == (41.6914, 44.8341)
    assert placed["Event Date"] == "2024-10-21"
    # a plan is an AGREE; its date is the report's
    assert (by_id.loc["c05", "Event Type"], by_id.loc["c05", "Event Date"]) == ("AGREE", "2024-10-23")
    # the promise counts once, what is denied or only possible not at all, what has no day neither
    assert set(by_id.index) == {"c01", "c02", "c04", "c05", "c06", "c08", "c09", "c31", "c32"}
    # PLOVER wants a recipient here
    assert by_id.loc["c32", "Primary Recipient Sector"] == "UNK"
    assert by_id.loc["c08", "Recipient Title"] == "border guards, on duty"
    assert set(found["Language"]) == {"English"}


def test_icews(exported: Export) -> None:
    found = table(exported("icews", "all"))
    assert list(found.columns) == names(ICEWS)
    assert len(found.columns) == 20
    assert found["Event ID"].is_unique
    assert found["Event ID"].max() < 2**53
    accused = found[found["CAMEO Code"] == "112"]
    assert list(accused["Source Name"]) == ["Georgia", "Armenia"]
    assert set(accused["Target Name"]) == {"Russian troops"}
    assert set(accused["Target Country"]) == {"Russia"}
    # both sides of talks
    talks = found[(found["CAMEO Code"] == "040") & (found["City"] == "Kyiv")]
    assert [*zip(talks["Source Name"], talks["Target Name"], strict=True)] == [
        ("Georgia", "Russia"),
        ("Russia", "Georgia"),
    ]
    assert set(found["Event Date"].map(date.fromisoformat)) >= {date(2024, 10, 23), date(2023, 2, 5)}


def test_gdelt(exported: Export) -> None:
    assert list(gdelt.COLUMNS) == names(GDELT)
    assert len(gdelt.COLUMNS) == 61
    found = table(exported("gdelt", "all"), gdelt.COLUMNS)
    assert found["GLOBALEVENTID"].is_unique
    assert (found["Year"] * 100 + found["SQLDATE"] // 100 % 100 == found["MonthYear"]).all()
    assert found["QuadClass"].isin([1, 2, 3, 4]).all()
    assert found["EventCode"].str.startswith(tuple(found["EventRootCode"])).all()
    assert set(found["DATEADDED"].astype(str).str.len()) == {14}
    # codes keep their leading zeros
    plan = found[found["EventCode"] == "033"].iloc[0]
    assert (plan["EventRootCode"], plan["QuadClass"], plan["Actor1Code"], plan["Actor2Code"]) == ("03", 1, "ARM", "GEO")
    shelled = found[found["EventCode"] == "194"].iloc[0]
    assert (shelled["Actor1Code"], shelled["Actor1CountryCode"], shelled["Actor1Type1Code"]) == ("RUSMIL", "RUS", "MIL")
    assert (shelled["ActionGeo_Type"], shelled["ActionGeo_CountryCode"]) == (4, "GG")
    assert shelled["ActionGeo_FullName"] == "Tbilisi, Georgia"
    assert shelled["FractionDate"] == pytest.approx(2024 + (10 * 30 + 21) / 365, abs=1e-4)
    assert shelled["IsRootEvent"] == 1
    nato = found[found["Actor2KnownGroupCode"] == "NAT"].iloc[0]
    assert (nato["Actor2Code"], nato["Actor2Type1Code"]) == ("IGONAT", "IGO")
    assert found["IsRootEvent"].sum() == len(found)


def test_gdelt_root_events_are_those_of_the_lead(tmp_path: Path) -> None:
    make = Maker("r", "Aland in turmoil\n\nAland struck.|It hit.\n\n|Aland fired.", "2024-10-23")
    make.entity("A", "Aland", "state")
    for number, word in enumerate(("turmoil", "struck", "hit", "fired")):
        make.claim(f"c{number}", word, "ASSAULT", [("A", None)])
    write("gdelt", [make.row], tmp_path / "x", voices="all")
    assert list(table(tmp_path / "x", gdelt.COLUMNS)["IsRootEvent"]) == [1, 1, 1, 0]


def test_gdelt_mentions_are_of_the_same_events(exported: Export) -> None:
    assert list(gdelt_mentions.COLUMNS) == names(MENTIONS)
    assert len(gdelt_mentions.COLUMNS) == 16
    mentions = table(exported("gdelt-mentions", "all"), gdelt_mentions.COLUMNS)
    events = table(exported("gdelt", "all"), gdelt.COLUMNS)
    assert list(mentions["GLOBALEVENTID"]) == list(events["GLOBALEVENTID"])
    first = mentions.iloc[0]
    assert (first["MentionType"], first["MentionSourceName"]) == (1, "news.example")
    assert (first["Actor1CharOffset"], first["ActionCharOffset"]) == (30, 50)
    assert first["Confidence"] == 75
    assert set(mentions[mentions["MentionIdentifier"] == "wire"]["MentionType"]) == {2}
    assert set(mentions["Actor1CharOffset"]) >= {-1}


def test_phoenix(exported: Export) -> None:
    assert list(phoenix.COLUMNS) == names(PHOENIX)
    assert len(phoenix.COLUMNS) == 26
    found = table(exported("phoenix", "all"), phoenix.COLUMNS)
    assert found["EventID"].is_unique
    assert found["PentaClass"].isin([1, 2, 3, 4]).all()
    shelled = found[found["EventCode"] == "194"].iloc[0]
    assert (shelled["SourceActorFull"], shelled["SourceActorEntity"], shelled["SourceActorRole"]) == (
        "RUSMIL", "RUS", "MIL",
    )  # fmt: skip
    assert (shelled["LocationName"], shelled["CountryCode"], shelled["Date"]) == ("Tbilisi", "GEO", 20241021)
    assert (found["Year"] * 10000 + found["Month"] * 100 + found["Day"] == found["Date"]).all()


def test_cameo_triples(exported: Export) -> None:
    found = table(exported("cameo", "all"), cameo_triples.COLUMNS)
    triples = [*zip(found["date"], found["source"], found["target"], found["code"], strict=True)]
    assert triples[:3] == [
        (20241023, "GEO", "RUSMIL", "112"),
        (20241023, "ARM", "RUSMIL", "112"),
        (20241021, "RUSMIL", "CVL", "194"),
    ]
    assert (20190101, "---", "GEOCOP", "181") in triples


def test_only_paper(exported: Export) -> None:
    # nobody but an accusing voice says that there was shelling
    assert "194" not in set(table(exported("cameo", "paper"), cameo_triples.COLUMNS)["code"])


def test_plover_json(exported: Export) -> None:
    events = {e["id"]: e for e in map(json.loads, exported("plover").read_text(encoding="utf-8").splitlines())}
    keys = """id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale
        mode context link text text_info cite_info coder coded_date coded_time comment size""".split()
    entity = "code sector entity_text identifier_id identifier_text religion ethnicity office gender age".split()
    place = """extracted_place resolved_place geonameid lat lon city district province country country_code
        feature_class feature_code resolution""".split()
    for event in events.values():
        assert set(keys) <= set(event)
        assert all(set(entity) <= set(who) for who in event["actor"] + event["recipient"])
        assert set(event["text_info"]) == {"sequence", "start", "end", "text_story"}
        assert set(event["cite_info"]) == set(
            "corpus citation url title language publication license copyright coder codebook version".split()
        )
        assert event["date"] is None or date.fromisoformat(event["date"])
    shelled = events["c02"]
    assert set(place) <= set(shelled["event_loc"])
    assert (shelled["event"], shelled["mode"], shelled["quad_code"]) == (["ASSAULT"], ["heavy-weapons"], 4)
    # a number that is only a bound is no size
    assert (shelled["size"], shelled["counts"]) == ({"dead": 6}, {"dead": "6", "injured": ">=10"})
    assert [w["identifier_text"] for w in shelled["voices"][0]["speakers"]] == ["Georgia", "Armenia"]
    assert (shelled["voices"][0]["stance"], shelled["voices"][0]["cue"]) == ("alleges", "accused")
    assert events["c03"]["mode"] == ["negation"]
    assert [v["stance"] for v in events["c04"]["voices"]] == ["asserts", "confirms", "asserts"]
    assert events["c05"]["event"] == ["AGREE"]
    assert events["c05"]["told_as"] == {"type": "AID", "mode": None}
    assert events["c08"]["mode"] == ["abduct", "historical"]
    assert (events["c08"]["date"], events["c08"]["enddate"]) == ("2019-01-01", "2019-12-31")
    assert events["c10"]["mode"] == ["expel", "hypothetical"]
    assert events["c10"]["recipient"][0]["sector"] == ["UNK"]
    assert events["c31"]["recipient"][0]["code"] == "IGO"
    assert events["c21"]["date"] is None
