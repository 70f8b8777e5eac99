"""Checks template.yaml with cfn-lint and aws-sam-translator, where they are installed; says "skipped" loudly where not."""

import importlib.util
import os
import shutil
import subprocess
import sys

root = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../.."))
template = os.path.join(root, "template.yaml")
failed = False


def works(command):
    try:
        return subprocess.run(command, capture_output=True, timeout=120).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if shutil.which("cfn-lint") and works(["cfn-lint", "--version"]):
    answer = subprocess.run(["cfn-lint", "--non-zero-exit-code", "informational", template])
    failed |= answer.returncode != 0
    print("cfn-lint: " + ("reports problems" if answer.returncode else "nothing to report"))
else:
    print("cfn-lint: SKIPPED, it is not installed here", flush=True)

if importlib.util.find_spec("samtranslator") and importlib.util.find_spec("boto3"):
    import boto3
    from samtranslator.public.translator import ManagedPolicyLoader  # noqa: F401
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

    class NoManagedPolicies:
        """The template names no managed policy of AWS, so none has to be looked up."""

        def load(self):
            return {}

    with open(template, encoding="utf-8") as file:
        document = yaml_parse(file.read())
    wanted = {name for name, resource in document["Resources"].items() if resource["Type"] == "AWS::Serverless::Function"}
    for name in wanted:  # a CodeUri is a file here; the deploy command uploads it first
        document["Resources"][name]["Properties"]["CodeUri"] = "s3://bucket/functions.zip"
    document.get("Globals", {}).get("Function", {}).pop("CodeUri", None)
    expanded = transform(document, {}, NoManagedPolicies())["Resources"]
    functions = {name for name, resource in expanded.items() if resource["Type"] == "AWS::Lambda::Function"}
    versions = [name for name, resource in expanded.items() if resource["Type"] == "AWS::Lambda::Version"]
    roles = [name for name, resource in expanded.items() if resource["Type"] == "AWS::IAM::Role" and name.endswith("FunctionRole")]
    missing = wanted - functions
    if missing or len(versions) != len(wanted) or len(roles) != len(wanted):
        failed = True
        print(f"aws-sam-translator: not every function expands to a function, a version and a role; missing {sorted(missing)}")
    else:
        print(f"aws-sam-translator: {len(functions)} functions expand to {len(expanded)} resources, each with a version and a role")
else:
    print("aws-sam-translator: SKIPPED, it is not installed here", flush=True)

sys.exit(1 if failed else 0)
