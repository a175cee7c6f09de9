"""The calls of dense layers, ReLU and addition."""

from residual.compiled import structs
from residual.compiled.calls.call import Call, Library, place
from residual.compiled.memory import Array, address


class PointCalls(Library):
    """Those of what does the same for each number, row or column."""

    def matmul(self, a: Array, b: Array, c: Array, *, add: bool = False) -> Call:
        """C = a b, or c += a b: (m, k) times (k, n), of any strides; c without gaps."""
        (m, k), n, size = a.shape, b.shape[1], a.itemsize
        a_row, a_column, b_row, b_column = (stride // size for stride in a.strides + b.strides)
        b_column = 1 if n == 1 else b_column
        rows = None if b_column == 1 else self.room("rows", b.dtype, k * n)
        product = structs.Product(
            address(a), address(b), address(c), m, n, k, a_row, a_column, b_row, n
        )
        struct = structs.Matmul(product, b_column, place(rows), add)
        return Call(self.function("matmul", a.dtype), struct, (a, b, c, rows))

    def add_bias(self, y: Array, b: Array) -> Call:
        """Add b to every row of y."""
        struct = structs.AddBias(address(y), address(b), *y.shape)
        return Call(self.function("add_bias", y.dtype), struct, (y, b))

    def column_sums(self, x: Array, sums: Array) -> Call:
        """Sum the columns of x."""
        struct = structs.ColumnSums(address(x), address(sums), *x.shape)
        return Call(self.function("column_sums", x.dtype), struct, (x, sums))

    def relu(self, x: Array, y: Array) -> Call:
        """Y = max(x, 0)."""
        struct = structs.ReLU(address(x), address(y), x.size)
        return Call(self.function("relu", x.dtype), struct, (x, y))

    def relu_dx(self, dy: Array, y: Array, dx: Array) -> Call:
        """Dx = dy where y is positive."""
        struct = structs.ReLUGradient(address(dy), address(y), address(dx), dy.size)
        return Call(self.function("relu_dx", dy.dtype), struct, (dy, y, dx))

    def add(self, a: Array, b: Array, total: Array) -> Call:
        """Total = a + b."""
        struct = structs.Add(address(a), address(b), address(total), a.size)
        return Call(self.function("add", a.dtype), struct, (a, b, total))
