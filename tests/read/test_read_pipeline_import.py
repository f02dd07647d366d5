import subprocess
import sys


def test_spacy_loads_without_its_command_line_and_the_command_line_is_still_there():
    code = (
        "import sys; from foedus.read.pipeline import language; language();"
        "assert 'spacy.cli' not in sys.modules;"
        "import spacy; assert spacy.info()['spacy_version'] == spacy.__version__;"
        "import spacy.cli; assert callable(spacy.cli.download)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
