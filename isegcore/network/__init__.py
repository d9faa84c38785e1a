"""U-Nets from one config, in `keras.layers` and `keras.ops` alone, so that any Keras backend runs them."""
