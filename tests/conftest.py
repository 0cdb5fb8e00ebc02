"""Its being here lets every test import what lies in this folder."""
