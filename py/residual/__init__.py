"""Residual: why deep networks need skip connections, in NumPy.

Read in this order: `datasets`, `initializers`, `layers`, `losses`, `blocks`, `conv_blocks`,
`networks`, `counting`, `signals`, `optimizers`, `training`, `diagnostics`, `inspection`, `paths`,
`lesions`, `landscape`, `experiments`, `gradient_check`, `editing`, `image_experiments`, `claims`.
Each module imports only from those before it.
"""
