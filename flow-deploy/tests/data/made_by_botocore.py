"""botocore of one version at one moment, whose requests the scripts beside this one write.

Importing it runs the script anew in a virtual environment of its own, which has botocore.
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile
import venv

VERSION = "1.44.5"
NOW = datetime.datetime(2026, 9, 30, 23, 59, 58)
ACCESS_KEY = "AKIDEXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TOKEN = "IQoJb3JpZ2luX2VjEA//+8aCXVzLWVhc3QtMSJ/example+token/with=signs=="

if os.environ.get("BOTOCORE_VENV") is None:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = os.path.join(folder, "bin", "python")
        install = [python, "-m", "pip", "install", "--quiet", "botocore==" + VERSION]
        subprocess.run(install, check=True, stdout=sys.stderr)
        run = subprocess.run([python, *sys.argv], env=os.environ | {"BOTOCORE_VENV": folder})
    sys.exit(run.returncode)

import botocore.auth

botocore.auth.get_current_datetime = lambda *_, **__: NOW


def write(requests):
    """Prints the requests, and what they are signed with."""
    document = {
        "made_by": f"botocore {VERSION}",
        "time": int(NOW.replace(tzinfo=datetime.timezone.utc).timestamp()),
        "access_key": ACCESS_KEY,
        "secret_key": SECRET_KEY,
        "requests": requests,
    }
    print(json.dumps(document, indent=1, ensure_ascii=False))
