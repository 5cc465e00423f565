# tries: to go on in a thread that is no daemon
# kata: by_hand/decide
# ends: failed
# says: can't start new thread
import threading
import time


def decide(w1, w2, b, x1, x2):
    threading.Thread(target=time.sleep, args=(5,), daemon=False).start()
    return 2
