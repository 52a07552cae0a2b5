"""W3C Web Annotation and INCEpTION's files: read as JSON-LD with rdflib, as XMI with dkpro-cassis."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from rdflib import Graph, Namespace

from sayso.export.web_annotation import CONTEXT
from tests.export.conftest import Export
from tests.export.made_up import border, records, undated

OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("http://www.w3.org/ns/activitystreams#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")

# the terms of the recommendation that are used, as its vocabulary defines them: nothing is fetched
_TERMS: dict[str, Any] = {
    "oa": str(OA), "as": str(AS), "dcterms": "http://purl.org/dc/terms/", "dc": "http://purl.org/dc/elements/1.1/",
    "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "AnnotationPage": "as:OrderedCollectionPage", "Software": "as:Application",
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "tagging": "oa:tagging", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start",
    "end": "oa:end", "creator": {"@id": "dcterms:creator", "@type": "@id"}, "name": "http://xmlns.com/foaf/0.1/name",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": "dc:format", "language": "dc:language",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}  # fmt: skip


def _page(exported: Export) -> Any:
    return json.loads(exported("w3c").read_text(encoding="utf-8"))


def test_required_by_the_recommendation(exported: Export) -> None:
    page = _page(exported)
    assert (page["@context"], page["type"]) == (CONTEXT, "AnnotationPage")
    assert page["id"].startswith("urn:")
    assert len(page["items"]) == sum(len(row["claims"]) for row in records())
    assert len({item["id"] for item in page["items"]}) == len(page["items"])
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert re.fullmatch(r"[\x21-\x7e]+", item["target"]["source"])
        assert {body["type"] for body in item["body"]} == {"TextualBody"}
        assert {body["purpose"] for body in item["body"]} == {"tagging"}
        assert all(body["value"] for body in item["body"])
        quote, position = item["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert 0 <= position["start"] < position["end"]


def test_both_selectors_find_the_trigger(exported: Export) -> None:
    text = border()["text"]
    mine = [i for i in _page(exported)["items"] if i["target"]["source"] == border()["source"]]
    assert len(mine) == len(border()["claims"])
    for item in mine:
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.find(around) == position["start"] - len(quote["prefix"])


def test_voices_are_tags(exported: Export) -> None:
    (item,) = (i for i in _page(exported)["items"] if i["id"] == "urn:sayso:claim:c04")
    tags = [body["value"] for body in item["body"]]
    assert tags == [
        "ASSAULT",
        "mood: happened",
        "actor: Russia (RUS)",
        "voice 1: Georgia asserts “said” #char=164,168",
        "voice 2: a witness confirms “confirmed” #char=183,192",
        "voice 3: somebody unnamed asserts",
    ]


# rdflib's own reader still uses what rdflib has given up
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_it_is_json_ld(exported: Export) -> None:
    page = _page(exported) | {"@context": _TERMS}
    graph = Graph().parse(data=json.dumps(page), format="json-ld")
    annotations = set(graph.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == sum(len(row["claims"]) for row in records())
    exact = {
        str(graph.value(selector, OA.exact))
        for annotation in annotations
        for target in graph.objects(annotation, OA.hasTarget)
        for selector in graph.objects(target, OA.hasSelector)
        if (selector, RDF.type, OA.TextQuoteSelector) in graph
    }
    assert {"shelling", "abducted", "arrested"} <= exact
    assert len(set(graph.objects(None, OA.hasBody))) > 50


def _xmi(exported: Export, prefix: str) -> Path:
    (file,) = exported("inception").glob(f"{prefix}*.xmi")
    return file


def test_xmi_is_well_formed_and_whole(exported: Export) -> None:
    folder = exported("inception")
    assert len(list(folder.glob("*.xmi"))) == len(records())
    number = "{http://www.omg.org/XMI}id"
    for file in folder.glob("*.xmi"):
        root = ElementTree.parse(file).getroot()
        ids = [element.get(number) for element in root if element.get(number)]
        assert len(ids) == len(set(ids))
        (sofa,) = (e for e in root if e.tag.endswith("}Sofa"))
        (view,) = (e for e in root if e.tag.endswith("}View"))
        units = sofa.attrib["sofaString"].encode("utf-16-le")
        spans = {e.get(number) for e in root if e.get("begin") is not None}
        assert set(view.attrib["members"].split()) == spans
        for element in root:
            if element.get("begin") is not None:
                assert 0 <= int(element.attrib["begin"]) <= int(element.attrib["end"]) <= len(units) // 2
            for target in (element.get("target") or "").split() + (element.get("arguments") or "").split():
                assert target in ids


def test_the_text_comes_through(exported: Export) -> None:
    root = ElementTree.parse(_xmi(exported, "border")).getroot()
    (sofa,) = (e for e in root if e.tag.endswith("}Sofa"))
    assert sofa.attrib["sofaString"] == border()["text"]
    root = ElementTree.parse(_xmi(exported, "no_date")).getroot()
    (sofa,) = (e for e in root if e.tag.endswith("}Sofa"))
    assert len(sofa.attrib["sofaString"]) == len(undated()["text"])


# cassis opens its own file with what Python has given up
@pytest.mark.filterwarnings("ignore:open_binary is deprecated:DeprecationWarning")
def test_cassis_reads_it_with_dkpros_own_types(exported: Export) -> None:
    cassis: Any = import_module("cassis")
    types = _xmi(exported, "border").with_name("TypeSystem.xml").read_text(encoding="utf-8")
    xmi = _xmi(exported, "border").read_text(encoding="utf-8")
    _check_cas(cassis.load_cas_from_xmi(xmi, typesystem=cassis.load_typesystem(types)))
    # its copy of DKPro's types leaves out this one
    with pytest.warns(UserWarning, match="DocumentMetaData"):
        _check_cas(cassis.load_cas_from_xmi(xmi, typesystem=cassis.load_dkpro_core_typesystem(), lenient=True))


def _check_cas(cas: Any) -> None:
    assert cas.sofa_string == border()["text"]
    predicates = sorted(cas.select("de.tudarmstadt.ukp.dkpro.core.api.semantics.type.SemPred"), key=lambda p: p.xmiID)
    # offsets are characters again once cassis has read them, behind the emoji too
    assert [p.get_covered_text() for p in predicates] == [
        "accused", "shelling", "attack", "attack", "send", "promised", "medicine", "abducted", "met", "expel",
    ]  # fmt: skip
    shelled = predicates[1]
    assert shelled.category == "ASSAULT-heavy-weapons (happened)"
    roles = [(link.role, link.target.get_covered_text()) for link in shelled.arguments.elements]
    assert roles == [
        ("actor", "Russian troops"), ("recipient", "six people"), ("place", "Tbilisi"), ("time", "Monday"),
        ("voice 1 alleges", "Georgia"), ("voice 1 alleges", "Armenia"), ("cue 1 alleges", "accused"),
    ]  # fmt: skip
    nested = predicates[3]
    assert [link.role for link in nested.arguments.elements if "asserts" in link.role or "confirms" in link.role] == [
        "voice 1 asserts", "cue 1 asserts", "voice 2 confirms", "cue 2 confirms",
    ]  # fmt: skip
    names = {
        (e.get_covered_text(), e.value, e.identifier)
        for e in cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
    }
    assert ("Georgia", "LOC", "urn:iso:std:iso:3166:GEO") in names
    assert ("UN", "ORG", None) in names


def test_annotations_begin_and_end_at_words(exported: Export) -> None:
    for prefix in ("border", "no_date", "r3"):
        root = ElementTree.parse(_xmi(exported, prefix)).getroot()
        tokens = [e for e in root if e.tag.endswith("}Token")]
        begins = {e.get("begin") for e in tokens}
        for element in root:
            if element.tag.endswith(("}NamedEntity", "}SemPred", "}SemArg")):
                assert element.get("begin") in begins
