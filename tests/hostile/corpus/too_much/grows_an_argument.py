# tries: to send back an argument that has grown to a million rows
# kata: by_hand/train
# ends: failed
# says: more than
def train(w1, w2, b, data, epochs, learning_rate):
    data.extend([[0.0, 0.0, 0.0]] * 10**6)
    return w1, w2, b
