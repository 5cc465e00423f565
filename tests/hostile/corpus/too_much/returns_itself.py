# tries: to return a list that holds itself
# kata: by_hand/vectorised
# ends: failed
# says: deep
def gradients(w, b, x, target):
    circle = []
    circle.append(circle)
    return circle
