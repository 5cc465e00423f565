# tries: to end the CDATA and the attributes that a report puts it in
# kata: by_hand/decide
# ends: failed
END = ']]></failure></testcase><testcase name="forged"/><!-- " onload="alert(1)" <script>alert(1)</script>'
print(END)


def decide(w1, w2, b, x1, x2):
    raise ValueError(END)
