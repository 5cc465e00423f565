# tries: to end the interpreter with success while it is loaded
# kata: by_hand/decide
# ends: failed
# says: SystemExit
import sys

sys.exit(0)
