// swift-tools-version:6.0
// The package as its users get it; package.sh adds what is generated, and the library.
import PackageDescription

#if os(Linux)
let library = Target.systemLibrary(name: "CartpoolFFI", pkgConfig: "cartpool-swift")
#else
let library = Target.binaryTarget(name: "CartpoolFFI", path: "CartpoolFFI.xcframework")
#endif

let package = Package(
    name: "Cartpool",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "Cartpool", targets: ["Cartpool"])],
    targets: [
        library,
        .target(name: "Cartpool", dependencies: ["CartpoolFFI"]),
        .testTarget(name: "CartpoolTests", dependencies: ["Cartpool"]),
    ],
    swiftLanguageModes: [.v6]
)
