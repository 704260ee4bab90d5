"""ecsc, the e-commerce strategy compiler: a directory of YAML in, a plan that people sign out."""

__version__ = "0.1.0"
