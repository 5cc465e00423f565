from by_hand.helper import decide
