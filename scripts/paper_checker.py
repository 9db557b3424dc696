"""veraPDF, the judge of PDF/UA-1, and of PDF/A-2a where a paper claims it.

It is fetched once for this account, and run on a folder of papers.
Its command line is in no registry; its library is. Python calls it through JPype, in a process of its own: a JVM does
not live with the forks of a test run.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts.environment import BIN
from scripts.java import Java, find_javas
from scripts.maven import cache_of, fetch_archives
from scripts.refusal import RefusalError

VERSION = "1.26.1"
OLDEST_JAVA = 11


@dataclass(frozen=True)
class PaperFault:
    """A rule that a paper breaks: `paper`, name of its file; `rule`, clause and number of its test in the standard."""

    paper: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.paper}: {self.rule} {self.text}"


def archives() -> Path:
    return cache_of(f"verapdf-{VERSION}")


def chosen_java() -> Java:
    """Raises `RefusalError` if this machine has none that is new enough."""
    java = next((java for java in find_javas() if java.version >= OLDEST_JAVA), None)
    if not java:
        raise RefusalError(f"il faut Java {OLDEST_JAVA} ou plus récent")
    return java


def lacking() -> str:
    """Return what this machine lacks to run the judge, in French; an empty string if nothing."""
    try:
        fetch_archives(
            f"org.verapdf:validation-model:{VERSION}", archives(), label=f"veraPDF {VERSION}", java=chosen_java()
        )
    except RefusalError as refusal:
        return str(refusal)
    return ""


def check(folder: Path) -> list[PaperFault]:
    """Return what the judge says of the papers of a folder (`*.pdf`)."""
    command = [BIN / "python", "-m", "scripts.paper_checker", folder, chosen_java().home]
    output = subprocess.run([str(part) for part in command], capture_output=True, check=True, text=True).stdout
    return [PaperFault(**fault) for fault in json.loads(output)]


def claims_archival(content: bytes) -> bool:
    """Whether a PDF says in its metadata, which PDF/A leaves uncompressed, that it follows PDF/A-2a."""
    return b"<pdfaid:part>2</pdfaid:part>" in content and b"<pdfaid:conformance>A</pdfaid:conformance>" in content


def judged(folder: Path, java_home: Path) -> list[dict[str, str]]:
    """Start a JVM in this process and validate each paper; return the fields of `PaperFault`."""
    import jpype  # noqa: PLC0415 - only the process of its own needs it

    library = next(java_home.glob("**/libjvm.*"))
    jpype.startJVM(str(library), "-Xmx512m", classpath=[f"{archives()}/*"], convertStrings=True)
    foundry = jpype.JPackage("org").verapdf.pdfa.Foundries
    jpype.JPackage("org").verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    flavours = jpype.JPackage("org").verapdf.pdfa.flavours.PDFAFlavour
    faults = []
    papers = [(paper, flavours.PDFUA_1) for paper in sorted(folder.glob("*.pdf"))]
    papers += [(paper, flavours.PDFA_2_A) for paper, _ in papers if claims_archival(paper.read_bytes())]
    for paper, flavour in papers:
        parser = foundry.defaultInstance().createParser(jpype.java.io.File(str(paper)), flavour)
        result = foundry.defaultInstance().createValidator(flavour, False).validate(parser)  # noqa: FBT003 - Java has no keywords
        parser.close()
        faults += [
            {
                "paper": paper.name,
                "rule": f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}",
                "text": str(assertion.getMessage()),
            }
            for assertion in result.getTestAssertions()
        ]
        # A broken rule without a message would be lost.
        if not result.isCompliant() and not result.getTestAssertions():
            faults.append({"paper": paper.name, "rule": "", "text": f"{flavour} is not met"})
    return faults


if __name__ == "__main__":
    print(json.dumps(judged(Path(sys.argv[1]), Path(sys.argv[2]))))
