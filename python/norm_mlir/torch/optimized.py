def optimize(module):
    raise NotImplementedError
